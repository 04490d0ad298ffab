package org.commonwatt.api.receipt.web;

import java.time.YearMonth;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import org.commonwatt.api.account.AllowedTo;
import org.commonwatt.api.account.AllowedTo.Who;
import org.commonwatt.api.account.Caller;
import org.commonwatt.api.problem.MalformedBody;
import org.commonwatt.api.receipt.Receipts;
import org.commonwatt.protocol.receipt.Receipt;

/** Receipts. A month is one of UTC, by the time at which leases were granted; without it all time counts. */
@RestController
@RequestMapping("/api/v1")
class ReceiptController {

    /** Java reads years of up to nine digits with a sign, which the database can't. */
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])");

    private final Receipts receipts;

    ReceiptController(Receipts receipts) {
        this.receipts = receipts;
    }

    @GetMapping("/jobs/{id}/receipt")
    @AllowedTo(Who.SUBMITTER)
    Receipt ofJob(@PathVariable UUID id, Caller caller) {
        return receipts.ofJob(id, caller);
    }

    @GetMapping("/datasets/{name}/{version}/receipt")
    @AllowedTo(Who.SUBMITTER)
    Receipt ofDataset(
            @PathVariable String name,
            @PathVariable int version,
            @RequestParam(required = false) @Nullable String month,
            Caller caller) {
        return receipts.ofDataset(name, version, month(month), caller);
    }

    @GetMapping("/nodes/{id}/receipt")
    @AllowedTo(Who.PERSON)
    Receipt ofNode(@PathVariable UUID id, @RequestParam(required = false) @Nullable String month, Caller caller) {
        return receipts.ofNode(id, month(month), caller);
    }

    @GetMapping("/account/receipt")
    @AllowedTo(Who.PERSON)
    Receipt ofAccount(@RequestParam(required = false) @Nullable String month, Caller caller) {
        return receipts.ofAccount(month(month), caller);
    }

    @GetMapping("/service/receipt")
    @AllowedTo(Who.OPERATOR)
    Receipt ofService(@RequestParam(required = false) @Nullable String month) {
        return receipts.ofService(month(month));
    }

    private static @Nullable YearMonth month(@Nullable String written) {
        if (written == null) {
            return null;
        }
        if (!MONTH.matcher(written).matches()) {
            throw new MalformedBody("The parameter 'month' is a year and a month, such as 2026-11.");
        }
        return YearMonth.parse(written);
    }
}
