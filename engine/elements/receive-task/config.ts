/** Waits for the message of its trigger. `instantiate`: a message starts the process here. */
export interface ReceiveTaskConfig {
  instantiate: boolean;
}
