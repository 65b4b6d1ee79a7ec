export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="var(--p-press)" aria-hidden="true" style={{ flex: 'none' }}>
      <path fillRule="evenodd" d="M11 21v-6.2C6 14.6 3.5 11.5 3 6c5-.2 8 2 9 6.3C13 8 16 5.8 21 6c-.5 5.5-3 8.6-8 8.8V21z" />
    </svg>
  );
}
