package org.commonwatt.worker.client;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;

/** Passes an answer's body on, and counts its bytes as they come, those of answers that break off too. */
record Counted<T>(BodySubscriber<T> reader, LongConsumer count) implements BodySubscriber<T> {

    static <T> BodyHandler<T> by(LongConsumer count, BodyHandler<T> handler) {
        return head -> new Counted<>(handler.apply(head), count);
    }

    @Override
    public CompletionStage<T> getBody() {
        return reader.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        reader.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        count.accept(buffers.stream().mapToLong(ByteBuffer::remaining).sum());
        reader.onNext(buffers);
    }

    @Override
    public void onError(Throwable failure) {
        reader.onError(failure);
    }

    @Override
    public void onComplete() {
        reader.onComplete();
    }
}
