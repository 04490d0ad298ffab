/** REST: jobs, what they report, and their models. */
@NullMarked
package org.commonwatt.api.job.web;

import org.jspecify.annotations.NullMarked;
