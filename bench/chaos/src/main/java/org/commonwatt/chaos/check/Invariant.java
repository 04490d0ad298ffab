package org.commonwatt.chaos.check;

import java.io.IOException;
import java.sql.SQLException;

/** Something that must hold, whatever happened. */
interface Invariant {

    /** Looks, and notes each violation as a sentence. */
    void check(Findings findings) throws SQLException, IOException;
}
