/** The shell script at the root, run as a person would. */
@NullMarked
package org.commonwatt.cli.launcher;

import org.jspecify.annotations.NullMarked;
