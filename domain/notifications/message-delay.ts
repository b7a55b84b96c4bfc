/** A received message, as the queue that holds it knows it. */
export interface HeldMessage {
  readonly queueArn: string;
  readonly receiptHandle: string;
}

/** Lets a received message come back later than the queue would send it by itself. */
export interface MessageDelay {
  /** @param seconds from now, at most 12 hours after the message was received */
  comeBackIn(seconds: number, message: HeldMessage): Promise<void>;
}
