package org.commonwatt.worker.daemon;

import java.net.URI;
import java.net.URISyntaxException;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a service's address as somebody types it: with or without {@code http://}, with or without a slash at its end. */
final class ServiceAddress implements ITypeConverter<URI> {

    @Override
    public URI convert(String given) {
        String address = given.strip().replaceAll("/+$", "");
        try {
            URI uri = new URI(address.contains("://") ? address : "http://" + address);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException wrong) {
            throw notOne(given);
        }
        throw notOne(given);
    }

    private static TypeConversionException notOne(String given) {
        return new TypeConversionException("'" + given + "' is not a service's address, such as http://192.0.2.7:8480");
    }
}
