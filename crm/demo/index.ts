export { createDemoClock, type DemoClock } from './demo-clock.ts';
export type { DemoDeps } from './demo-world.ts';
export { officeCalendar } from './office-calendar.ts';
export { demoPassword, demoPeople } from './people.ts';
export { type DemoOptions, seedDemo } from './seed-demo.ts';
export { type DemoUser, type StaffDeps, seedStaff } from './seed-staff.ts';
