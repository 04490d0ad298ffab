package org.commonwatt.api.account;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.commonwatt.api.Http;
import org.commonwatt.api.Http.Answer;
import org.commonwatt.api.TestService;
import org.commonwatt.api.account.TestAccounts.TestAccount;
import org.commonwatt.protocol.account.KeyView;
import org.commonwatt.protocol.account.SessionView;

import static org.assertj.core.api.Assertions.assertThat;

class SessionTest {

    private final TestService service = TestService.shared();
    private final Http http = Http.to(service);

    @Test
    void theFirstStartLeavesAKeyThatMayDoEverythingReadableByItsOwnerAlone() throws Exception {
        SessionView session = http.as(service.firstKey()).get("/api/v1/session").as(SessionView.class);

        assertThat(session.scopes()).containsExactlyInAnyOrder("submit", "donate", "operate");
        assertThat(Files.getPosixFilePermissions(service.dataFolder().resolve("key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aBrowserTradesAKeyForACookieThatScriptsAndOtherSitesCannotUse() {
        TestAccount account = TestAccounts.make(service);

        Answer begun = http.post("/api/v1/session", new SessionView.Login(account.key()));

        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.header("Set-Cookie")).contains("HttpOnly", "SameSite=Strict", "Path=/");
        SessionView session =
                http.with("Cookie", cookie(begun)).get("/api/v1/session").as(SessionView.class);
        assertThat(session.accountId()).isEqualTo(account.id());
        assertThat(session.csrfToken()).isEqualTo(begun.as(SessionView.class).csrfToken());
    }

    @Test
    void behindAProxyThatSpeaksHttpsTheCookieIsForHttpsAlone() {
        SessionView.Login login =
                new SessionView.Login(TestAccounts.make(service).key());

        Answer begun = http.with("X-Forwarded-Proto", "https").post("/api/v1/session", login);

        assertThat(begun.header("Set-Cookie")).contains("; Secure");
        assertThat(begun.header("Strict-Transport-Security"))
                .as("other services of the host are not this one's business")
                .isNull();
        assertThat(http.post("/api/v1/session", login).header("Set-Cookie")).doesNotContain("Secure");
    }

    @Test
    void aChangeThroughACookieNeedsTheSessionsOwnToken() {
        Answer begun = http.post(
                "/api/v1/session",
                new SessionView.Login(TestAccounts.make(service).key()));
        Http browser = http.with("Cookie", cookie(begun));
        KeyView.Request request = new KeyView.Request("phone", Set.of("submit"));

        assertThat(browser.post("/api/v1/keys", request).problemName()).isEqualTo("csrf");
        assertThat(browser.with("X-CSRF-Token", "wrong")
                        .post("/api/v1/keys", request)
                        .problemName())
                .isEqualTo("csrf");
        assertThat(browser.with("X-CSRF-Token", begun.as(SessionView.class).csrfToken())
                        .post("/api/v1/keys", request)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void anEndedSessionIsNobodysButCanBeginAnew() {
        String key = TestAccounts.make(service).key();
        Answer begun = http.post("/api/v1/session", new SessionView.Login(key));
        Http browser = http.with("Cookie", cookie(begun));
        String csrf = begun.as(SessionView.class).csrfToken();

        assertThat(browser.with("X-CSRF-Token", csrf).delete("/api/v1/session").status())
                .isEqualTo(204);

        assertThat(browser.get("/api/v1/session").problemName()).isEqualTo("unauthenticated");
        assertThat(browser.post("/api/v1/session", new SessionView.Login(key)).status())
                .isEqualTo(201);
    }

    @Test
    void aRevokedKeyAndItsSessionsEndAtOnce() {
        TestAccount account = TestAccounts.make(service);
        KeyView made = http.as(account.key())
                .post("/api/v1/keys", new KeyView.Request("laptop", Set.of("submit")))
                .as(KeyView.class);
        String text = String.valueOf(made.key());
        Answer begun = http.post("/api/v1/session", new SessionView.Login(text));
        assertThat(http.as(text).get("/api/v1/session").status()).isEqualTo(200);

        assertThat(http.as(account.key()).delete("/api/v1/keys/" + made.id()).status())
                .isEqualTo(204);

        assertThat(http.as(text).get("/api/v1/session").problemName()).isEqualTo("unauthenticated");
        assertThat(http.with("Cookie", cookie(begun)).get("/api/v1/session").problemName())
                .isEqualTo("unauthenticated");
    }

    @Test
    void aKeyIsShownOnceAndListedWithoutItsSecret() {
        TestAccount account = TestAccounts.make(service);
        http.as(account.key()).post("/api/v1/keys", new KeyView.Request("laptop", Set.of("submit")));

        KeyView.Page page = http.as(account.key()).get("/api/v1/keys").as(KeyView.Page.class);

        assertThat(page.items()).extracting(KeyView::label).containsExactly("test", "laptop");
        assertThat(page.items()).extracting(KeyView::key).containsOnlyNulls();
    }

    @Test
    void aKeyCannotMakeOneThatMayDoMore() {
        TestAccount account = TestAccounts.make(service);
        String submitter = TestAccounts.key(service, account.id(), Set.of(Scope.SUBMIT));

        assertThat(http.as(submitter)
                        .post("/api/v1/keys", new KeyView.Request("more", Set.of("submit", "operate")))
                        .problemName())
                .isEqualTo("forbidden");
    }

    @Test
    void anotherAccountsKeyCannotBeRevoked() {
        TestAccount owner = TestAccounts.make(service);
        KeyView made = http.as(owner.key())
                .post("/api/v1/keys", new KeyView.Request("laptop", Set.of("submit")))
                .as(KeyView.class);

        assertThat(http.as(TestAccounts.make(service).key())
                        .delete("/api/v1/keys/" + made.id())
                        .problemName())
                .isEqualTo("not-found");
    }

    @Test
    void aKeyWithOneWrongCharacterIsNoKey() {
        String key = TestAccounts.make(service).key();
        String wrong = key.substring(0, key.length() - 1) + (key.endsWith("A") ? "B" : "A");

        assertThat(http.as(wrong).get("/api/v1/session").problemName()).isEqualTo("unauthenticated");
        assertThat(http.as("cw_").get("/api/v1/session").problemName()).isEqualTo("unauthenticated");
        assertThat(http.get("/api/v1/session").problemName()).isEqualTo("unauthenticated");
        assertThat(http.with("Authorization", "Basic eA==")
                        .get("/api/v1/session")
                        .problemName())
                .isEqualTo("unauthenticated");
    }

    private static String cookie(Answer answer) {
        return String.valueOf(answer.header("Set-Cookie")).replaceAll(";.*", "");
    }
}
