import { Button, type ButtonProps, Popover } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { ErrorState } from './states.tsx';

export interface DownloadButtonProps {
  readonly label: string;
  /** What the label leaves open. */
  readonly name?: string;
  /** Asks where the file lies: a presigned URL, good for a short time. */
  readonly address: () => Promise<string>;
  readonly variant: NonNullable<ButtonProps['variant']>;
}

/** Has a file made and lets the browser fetch it, so that nothing of it is kept in the page. */
export function DownloadButton({ label, name, address, variant }: DownloadButtonProps) {
  // The answer says that it is an attachment: the page stays where it is.
  const download = useMutation({ mutationFn: address, onSuccess: (url) => location.assign(url) });
  return (
    <Popover opened={download.isError} onClose={download.reset} width={340} withArrow shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant={variant}
          aria-label={name}
          leftSection={<IconDownload size={15} aria-hidden />}
          loading={download.isPending}
          onClick={() => download.mutate()}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0}>{download.isError && <ErrorState error={download.error} />}</Popover.Dropdown>
    </Popover>
  );
}
