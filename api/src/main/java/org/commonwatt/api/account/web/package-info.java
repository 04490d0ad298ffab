/** REST: sessions, keys, and who may call what. */
@NullMarked
package org.commonwatt.api.account.web;

import org.jspecify.annotations.NullMarked;
