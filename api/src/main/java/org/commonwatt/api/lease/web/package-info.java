@NullMarked
package org.commonwatt.api.lease.web;

import org.jspecify.annotations.NullMarked;
