import type { Defaulted, Instant, Optional, OptionalInstant } from '../columns.ts';

export interface AttachmentTable {
  id: string;
  name: string;
  /** Found by content, never believed from the upload. */
  content_type: string;
  size: number;
  sha256: string;
  storage_key: string;
  photo: Defaulted<boolean>;
  latitude: Optional<number>;
  longitude: Optional<number>;
  taken_at: OptionalInstant;
  uploaded_by: string;
  created_at: Instant;
}

export interface AttachmentRecordTable {
  attachment_id: string;
  record_id: string;
}
