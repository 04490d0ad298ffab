package org.commonwatt.api.account;

import java.security.SecureRandom;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

    @Bean
    Tokens tokens(SecureRandom random) {
        return new Tokens(random);
    }
}
