export function build(root: string, options?: { web?: boolean }): Promise<void>;
