/** What people see: tables, progress, quantities in words, and failures as sentences. */
@NullMarked
package org.commonwatt.cli.terminal;

import org.jspecify.annotations.NullMarked;
