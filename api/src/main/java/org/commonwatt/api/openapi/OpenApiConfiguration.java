package org.commonwatt.api.openapi;

import java.time.Duration;
import java.util.List;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

import org.commonwatt.api.account.Caller;
import org.commonwatt.api.document.SentDocument;
import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.spec.ByteSize;

@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    static final String KEY = "key";
    static final String SESSION = "session";

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class)
                .replaceWithSchema(JsonNode.class, new ObjectSchema())
                .replaceWithSchema(ByteSize.class, new StringSchema())
                .replaceWithSchema(Duration.class, new StringSchema())
                .replaceWithSchema(
                        DataFormat.class, new ObjectSchema().description("See format in GET /api/v1/schemas/dataset."))
                .replaceWithSchema(
                        SentDocument.class,
                        new ObjectSchema().description("A document as GET /api/v1/schemas/… describes it."));
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Commonwatt")
                        .version("v1")
                        .description("A commons of compute: jobs, datasets, artifacts, nodes and leases.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSecuritySchemes(
                                KEY,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("A key (cw_…) or a node's token (cw_n_…)."))
                        .addSecuritySchemes(
                                SESSION,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.COOKIE)
                                        .name("commonwatt_session")
                                        .description("From POST /api/v1/session; changes need X-CSRF-Token too.")))
                .addSecurityItem(new SecurityRequirement().addList(KEY))
                .addSecurityItem(new SecurityRequirement().addList(SESSION));
    }

    @Bean
    RecordForms recordForms() {
        return new RecordForms();
    }

    @Bean
    GlobalOperationCustomizer operationNotes() {
        return new OperationNotes();
    }

    @Bean
    GlobalOpenApiCustomizer eventForms() {
        return new EventForms();
    }

    @Bean
    GlobalOpenApiCustomizer problems() {
        return new ProblemAnswers();
    }
}
