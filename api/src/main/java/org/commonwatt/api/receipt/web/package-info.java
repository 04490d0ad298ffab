@NullMarked
package org.commonwatt.api.receipt.web;

import org.jspecify.annotations.NullMarked;
