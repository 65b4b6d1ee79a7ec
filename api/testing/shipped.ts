import { shippedPackageFiles, shippedPackages } from '../../crm/processes/package-files.ts';
import type { PackageStore } from '../../runtime/packages.ts';

/** Publishes the packages that ship, as a fresh installation has them. */
export async function publishShipped(store: PackageStore, now: number): Promise<void> {
  for (const key of shippedPackages) {
    const published = await store.publish({ key, files: shippedPackageFiles(key), actor: null, now });
    if (!published.ok) throw new Error(`${key}: ${JSON.stringify(published.findings)}`);
  }
}
