/** Both ends of a link name it alike. */
export interface LinkConfig {
  name: string;
}
