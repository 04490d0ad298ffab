import { ActionIcon, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { chooseLanguage } from '@/shared/i18n/i18n'
import { isLanguage, LANGUAGES } from '@/shared/i18n/languages'
import { Icon } from './Icon'

export function LanguageMenu() {
  const { t, i18n } = useTranslation()
  return (
    <Menu position="bottom-end" width={170}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('shell.language')}>
          <Icon name="language" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={i18n.language}
          onChange={(tag) => {
            if (isLanguage(tag)) void chooseLanguage(tag)
          }}
        >
          {Object.entries(LANGUAGES).map(([tag, name]) => (
            <Menu.RadioItem key={tag} value={tag} lang={tag} closeMenuOnClick>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
