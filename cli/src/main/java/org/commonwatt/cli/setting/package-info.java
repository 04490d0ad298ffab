/** Where a command runs: its terminal, its environment, the folders that it may use. */
@NullMarked
package org.commonwatt.cli.setting;

import org.jspecify.annotations.NullMarked;
