@NullMarked
package org.commonwatt.api.account;

import org.jspecify.annotations.NullMarked;
