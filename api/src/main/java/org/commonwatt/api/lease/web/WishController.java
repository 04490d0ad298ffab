package org.commonwatt.api.lease.web;

import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import org.commonwatt.api.account.AllowedTo;
import org.commonwatt.api.account.AllowedTo.Who;
import org.commonwatt.api.account.Caller;
import org.commonwatt.api.lease.Wishes;

@RestController
@RequestMapping("/api/v1/jobs/{id}/checkpoint-request")
@AllowedTo(Who.SUBMITTER)
class WishController {

    private final Wishes wishes;

    WishController(Wishes wishes) {
        this.wishes = wishes;
    }

    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void checkpoint(@PathVariable UUID id, Caller caller) {
        wishes.checkpoint(id, caller);
    }
}
