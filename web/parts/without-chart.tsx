import { Text } from '@mantine/core';
import { Component, type ReactNode } from 'react';

export interface WithoutChartProps {
  /** What is said in its place. */
  readonly failed: string;
  readonly children: ReactNode;
}

/** A chart that cannot be loaded is no reason to lose the page. */
export class WithoutChart extends Component<WithoutChartProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <Text size="sm" c="dimmed">
        {this.props.failed}
      </Text>
    );
  }
}
