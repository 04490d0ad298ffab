package org.commonwatt.db;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Which PostgreSQL servers will do. */
public final class ServerVersion {

    /** The oldest major version that has what we need, {@code transaction_timeout} above all. */
    public static final int OLDEST = 17;

    private ServerVersion() {}

    /** @throws DatabaseUnavailable when the server can't be reached, is not PostgreSQL, or is too old */
    public static void require(DataSource server) {
        try (Connection connection = server.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (!product.equals("PostgreSQL") || major < OLDEST) {
                throw new DatabaseUnavailable("The database server is " + product + " " + major
                        + ". Commonwatt needs PostgreSQL " + OLDEST + " or newer.");
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailable("The database can't be reached: " + e.getMessage(), e);
        }
    }
}
