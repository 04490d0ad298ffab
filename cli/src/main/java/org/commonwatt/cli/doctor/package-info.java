/** What is wrong with this machine's set-up, and how to mend it. */
@NullMarked
package org.commonwatt.cli.doctor;

import org.jspecify.annotations.NullMarked;
