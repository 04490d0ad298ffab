/** Who uses the installation meanwhile: jobs, and what they train on. */
@NullMarked
package org.commonwatt.chaos.load;

import org.jspecify.annotations.NullMarked;
