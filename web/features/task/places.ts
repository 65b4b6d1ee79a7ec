/** Places of what is not a field of the form. */
export const place = {
  outcome: 'outcome',
  note: 'note',
  checklist: 'checklist',
  item: (id: string) => `checklist.${id}`,
  evidence: (item: string) => `evidence.${item}`,
};
