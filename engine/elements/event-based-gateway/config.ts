/** `instantiate`: an event behind it starts the process; `parallel`: all of them have to happen in that case. */
export interface EventBasedGatewayConfig {
  instantiate: boolean;
  parallel: boolean;
}
