package org.commonwatt.api.account;

/** A browser's session: who it is for, and the token that shows that a change came from our own pages. */
public record BrowserSession(Caller caller, String csrfToken) {}
