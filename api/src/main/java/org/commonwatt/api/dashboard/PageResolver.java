package org.commonwatt.api.dashboard;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** The dashboard's pages have addresses of their own, and all of them are the one file that finds out which to show. */
final class PageResolver extends PathResourceResolver {

    /** First parts of addresses that are not the dashboard's. */
    private static final List<String> OTHERS = List.of("api", "actuator", "v3", "error");

    @Override
    protected @Nullable Resource getResource(String path, Resource location) throws IOException {
        Resource file = super.getResource(path, location);
        return file == null && isPage(path) ? super.getResource("index.html", location) : file;
    }

    private static boolean isPage(String path) {
        boolean looksLikeFile = path.substring(path.lastIndexOf('/') + 1).contains(".");
        return !looksLikeFile && !OTHERS.contains(path.split("/", 2)[0]);
    }
}
