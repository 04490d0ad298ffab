package org.commonwatt.api.account;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import org.commonwatt.api.Http;
import org.commonwatt.api.Http.Answer;
import org.commonwatt.api.TestService;
import org.commonwatt.api.account.TestAccounts.TestAccount;
import org.commonwatt.api.fleet.Machine;
import org.commonwatt.protocol.account.KeyView;
import org.commonwatt.protocol.artifact.UploadView;

import static org.assertj.core.api.Assertions.assertThat;

/** Every route, asked by everybody who might. */
class AccessTest {

    private enum Asker {
        NOBODY,
        WRONG_KEY,
        SUBMITTER,
        DONOR,
        OPERATOR,
        NODE
    }

    private static final Set<Asker> SUBMITTERS = EnumSet.of(Asker.SUBMITTER);
    private static final Set<Asker> DONORS = EnumSet.of(Asker.DONOR);
    private static final Set<Asker> DONORS_AND_OPERATORS = EnumSet.of(Asker.DONOR, Asker.OPERATOR);
    private static final Set<Asker> PEOPLE = EnumSet.of(Asker.SUBMITTER, Asker.DONOR, Asker.OPERATOR);
    private static final Set<Asker> NODES = EnumSet.of(Asker.NODE);
    private static final Set<Asker> ALL = EnumSet.allOf(Asker.class);

    private static final Map<String, Set<Asker>> ROUTES = routes();

    private final TestService service = TestService.shared();

    private static Map<String, Set<Asker>> routes() {
        Map<String, Set<Asker>> routes = new LinkedHashMap<>();
        routes.put("POST /api/v1/session", ALL);
        routes.put("GET /api/v1/session", PEOPLE);
        routes.put("DELETE /api/v1/session", PEOPLE);
        routes.put("POST /api/v1/keys", PEOPLE);
        routes.put("GET /api/v1/keys", PEOPLE);
        routes.put("DELETE /api/v1/keys/{id}", PEOPLE);
        routes.put("POST /api/v1/plans", SUBMITTERS);
        routes.put("POST /api/v1/jobs", SUBMITTERS);
        routes.put("GET /api/v1/jobs", SUBMITTERS);
        routes.put("GET /api/v1/jobs/{id}", SUBMITTERS);
        routes.put("GET /api/v1/jobs/{id}/spec", SUBMITTERS);
        routes.put("GET /api/v1/jobs/{id}/metrics", SUBMITTERS);
        routes.put("GET /api/v1/jobs/{id}/logs", SUBMITTERS);
        routes.put("GET /api/v1/jobs/{id}/events", SUBMITTERS);
        routes.put("GET /api/v1/jobs/{id}/model", SUBMITTERS);
        routes.put("GET /api/v1/jobs/{id}/checkpoints", SUBMITTERS);
        routes.put("PUT /api/v1/jobs/{id}/cancellation", SUBMITTERS);
        routes.put("GET /api/v1/jobs/{id}/receipt", SUBMITTERS);
        routes.put("GET /api/v1/jobs/{id}/explanation", SUBMITTERS);
        routes.put("GET /api/v1/jobs/{id}/timeline", SUBMITTERS);
        routes.put("PUT /api/v1/jobs/{id}/checkpoint-request", SUBMITTERS);
        routes.put("GET /api/v1/datasets/{name}/{version}/receipt", SUBMITTERS);
        routes.put("GET /api/v1/nodes/{id}/receipt", PEOPLE);
        routes.put("GET /api/v1/account/receipt", PEOPLE);
        routes.put("GET /api/v1/service/receipt", EnumSet.of(Asker.OPERATOR));
        routes.put("GET /api/v1/schemas/job-spec", PEOPLE);
        routes.put("GET /api/v1/schemas/dataset", PEOPLE);
        routes.put("POST /api/v1/datasets", SUBMITTERS);
        routes.put("GET /api/v1/datasets", SUBMITTERS);
        routes.put("GET /api/v1/datasets/{name}/{version}", SUBMITTERS);
        routes.put("PUT /api/v1/artifacts/{sha256}", EnumSet.of(Asker.SUBMITTER));
        routes.put("GET /api/v1/artifacts/{sha256}", EnumSet.of(Asker.SUBMITTER, Asker.NODE));
        routes.put("PUT /api/v1/artifacts/{sha256}/upload", EnumSet.of(Asker.SUBMITTER, Asker.NODE));
        routes.put("GET /api/v1/artifacts/{sha256}/upload", EnumSet.of(Asker.SUBMITTER, Asker.NODE));
        routes.put("PATCH /api/v1/artifacts/{sha256}/upload", EnumSet.of(Asker.SUBMITTER, Asker.NODE));
        routes.put("DELETE /api/v1/artifacts/{sha256}/upload", EnumSet.of(Asker.SUBMITTER, Asker.NODE));
        routes.put("POST /api/v1/nodes/codes", DONORS);
        routes.put("POST /api/v1/nodes", ALL);
        routes.put("GET /api/v1/nodes", PEOPLE);
        routes.put("GET /api/v1/nodes/self", NODES);
        routes.put("GET /api/v1/nodes/{id}", PEOPLE);
        routes.put("DELETE /api/v1/nodes/{id}", DONORS_AND_OPERATORS);
        routes.put("PUT /api/v1/nodes/{id}/drain", DONORS_AND_OPERATORS);
        routes.put("DELETE /api/v1/nodes/{id}/drain", DONORS_AND_OPERATORS);
        routes.put("POST /api/v1/leases", NODES);
        routes.put("PUT /api/v1/leases/renewal", NODES);
        routes.put("POST /api/v1/leases/{id}/metrics", NODES);
        routes.put("POST /api/v1/leases/{id}/checkpoints", NODES);
        routes.put("PUT /api/v1/leases/{id}/completion", NODES);
        routes.put("POST /api/v1/leases/{id}/release", NODES);
        return routes;
    }

    @Test
    void theTableNamesEveryRoute() {
        Set<String> mapped = service
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(info -> info.getPatternValues().stream()
                        .flatMap(path ->
                                info.getMethodsCondition().getMethods().stream().map(method -> method + " " + path)))
                .filter(route -> route.contains(" /api/"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(ROUTES.keySet()).containsExactlyInAnyOrderElementsOf(mapped);
    }

    @TestFactory
    Stream<DynamicTest> everyRouteLetsThroughWhomItShould() {
        TestAccount account = TestAccounts.make(service);
        Map<Asker, Http> askers = Map.of(
                Asker.NOBODY, Http.to(service),
                Asker.WRONG_KEY, Http.to(service).as("cw_abcdefgh_wrong"),
                Asker.SUBMITTER, as(account, Scope.SUBMIT),
                Asker.DONOR, as(account, Scope.DONATE),
                Asker.OPERATOR, as(account, Scope.OPERATE),
                Asker.NODE,
                        Machine.join(Http.to(service), account.key(), "a machine")
                                .http());
        return ROUTES.entrySet().stream()
                .map(route -> DynamicTest.dynamicTest(route.getKey(), () -> {
                    for (Asker asker : Asker.values()) {
                        check(
                                route.getKey(),
                                asker,
                                ask(Objects.requireNonNull(askers.get(asker)), route.getKey()),
                                route.getValue());
                    }
                }));
    }

    @Test
    void aKeyRevokesThoseOfItsAccountThatMayDoNoMoreThanItself() {
        TestAccount account = TestAccounts.make(service);
        Http all = Http.to(service).as(account.key());
        KeyView submit = make(all, "submit");
        KeyView another = make(all, "submit");
        KeyView both = make(all, "submit", "donate");
        Http submitter = Http.to(service).as(Objects.requireNonNull(submit.key()));

        Answer refused = submitter.delete("/api/v1/keys/" + both.id());

        assertThat(refused.problemName()).isEqualTo("forbidden");
        assertThat(refused.problem().detail()).contains("'donate'");
        assertThat(submitter.delete("/api/v1/keys/" + another.id()).status()).isEqualTo(204);
        assertThat(submitter.delete("/api/v1/keys/" + another.id()).status()).isEqualTo(404);
        assertThat(submitter.delete("/api/v1/keys/" + submit.id()).status())
                .as("itself")
                .isEqualTo(204);
        assertThat(all.get("/api/v1/keys").as(KeyView.Page.class).items())
                .extracting(KeyView::id)
                .contains(both.id())
                .doesNotContain(submit.id(), another.id());
        assertThat(all.delete("/api/v1/keys/" + both.id()).status()).isEqualTo(204);
    }

    @Test
    void aKeyOfAnotherAccountIsNotThereWhateverItMayDo() {
        KeyView others = make(Http.to(service).as(TestAccounts.make(service).key()), "operate");

        assertThat(as(TestAccounts.make(service), Scope.SUBMIT)
                        .delete("/api/v1/keys/" + others.id())
                        .problemName())
                .isEqualTo("not-found");
    }

    private static KeyView make(Http http, String... scopes) {
        return http.post("/api/v1/keys", Map.of("label", "a test's", "scopes", List.of(scopes)))
                .as(KeyView.class);
    }

    private Http as(TestAccount account, Scope scope) {
        return Http.to(service).as(TestAccounts.key(service, account.id(), EnumSet.of(scope)));
    }

    /** Asks with no body and for nothing that exists: who may pass is told of that, and not that they may not. */
    private static Answer ask(Http http, String route) {
        String[] parts = route.split(" ");
        String path = parts[1].replace("{id}", new UUID(0, 1).toString())
                .replace("{sha256}", "0".repeat(64))
                .replace("{name}", "none")
                .replace("{version}", "1");
        String mediaType = parts[0].equals("PATCH")
                ? UploadView.MEDIA_TYPE
                : path.contains("/artifacts/") ? "application/octet-stream" : "application/json";
        return http.send(parts[0], path, mediaType, BodyPublishers.noBody());
    }

    private static void check(String route, Asker asker, Answer answer, Set<Asker> allowed) {
        String what = route + " by " + asker + ": " + answer.status() + " " + answer.text();
        if (allowed.contains(asker)) {
            boolean wrongKeyInBody = route.equals("POST /api/v1/session");
            assertThat(answer.status()).as(what).isNotEqualTo(403).isLessThan(500);
            assertThat(answer.status() == 401 && !wrongKeyInBody).as(what).isFalse();
        } else if (asker == Asker.NOBODY || asker == Asker.WRONG_KEY) {
            assertThat(answer.problemName()).as(what).isEqualTo("unauthenticated");
            assertThat(answer.header("WWW-Authenticate")).as(what).isEqualTo("Bearer");
        } else {
            assertThat(answer.problemName()).as(what).isEqualTo("forbidden");
        }
    }
}
