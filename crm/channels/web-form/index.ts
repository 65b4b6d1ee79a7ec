export { type IntakePage, type IntakeRow, listIntake } from '../../../db/queries/crm-intake.ts';
export { type IntakeResult, releaseIntake, rerunIntake, startIntake, startWaitingIntake } from './start-intake.ts';
export { type FormSubmission, type SubmitResult, submitForm } from './submit-form.ts';
