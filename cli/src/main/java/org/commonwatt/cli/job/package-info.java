/** Commands about jobs: plan, submit, follow, cancel, fetch the model. */
@NullMarked
package org.commonwatt.cli.job;

import org.jspecify.annotations.NullMarked;
