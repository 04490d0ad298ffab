/** Turns whatever went wrong into problem documents. */
@NullMarked
package org.commonwatt.api.problem.web;

import org.jspecify.annotations.NullMarked;
