@NullMarked
package org.commonwatt.api.fleet.web;

import org.jspecify.annotations.NullMarked;
