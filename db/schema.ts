import type { CaughtMailTable } from './tables/api-caught-mail.ts';
import type { AnnouncementTable, NotificationTable } from './tables/api-notification.ts';
import type { SessionTable } from './tables/api-session.ts';
import type { AbsenceTable, AppUserTable, MembershipTable, TeamTable } from './tables/api-user.ts';
import type { CalendarTable } from './tables/calendar.ts';
import type { CommandTable } from './tables/command.ts';
import type { EffectTable } from './tables/effect.ts';
import type { FactTable } from './tables/fact.ts';
import type { IncidentTable } from './tables/incident.ts';
import type { InstallationTable } from './tables/installation.ts';
import type { InstanceTable } from './tables/instance.ts';
import type { JobTable } from './tables/job.ts';
import type { MessageSubscriptionTable, MessageTable } from './tables/message.ts';
import type { ProcessDraftTable } from './tables/process-draft.ts';
import type { MessageStartTable, ProcessPackageFileTable, ProcessPackageTable } from './tables/process-package.ts';
import type { InstanceRecordTable, RecordChangeTable, RecordTable } from './tables/record.ts';
import type { TimerTable } from './tables/timer.ts';
import type { UserTaskTable } from './tables/user-task.ts';

/** Every table by name: one line each. */
export interface Schema {
  absence: AbsenceTable;
  announcement: AnnouncementTable;
  app_user: AppUserTable;
  calendar: CalendarTable;
  caught_mail: CaughtMailTable;
  command: CommandTable;
  effect: EffectTable;
  fact: FactTable;
  incident: IncidentTable;
  installation: InstallationTable;
  instance: InstanceTable;
  instance_record: InstanceRecordTable;
  job: JobTable;
  membership: MembershipTable;
  message: MessageTable;
  message_start: MessageStartTable;
  message_subscription: MessageSubscriptionTable;
  notification: NotificationTable;
  process_draft: ProcessDraftTable;
  process_package: ProcessPackageTable;
  process_package_file: ProcessPackageFileTable;
  record: RecordTable;
  record_change: RecordChangeTable;
  session: SessionTable;
  team: TeamTable;
  timer: TimerTable;
  user_task: UserTaskTable;
}
