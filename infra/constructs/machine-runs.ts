import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** Every run of a machine, by the machine's name. */
export function executionsOf(scope: IConstruct, machineName: string): string {
  return arnOf(scope, 'execution', `${machineName}:*`);
}

/** What a distributed Map needs: its iterations are runs of its own machine. The ARN is made of the name, since the role comes before the machine. */
export function runsIterations(scope: IConstruct, machineName: string): readonly PolicyStatement[] {
  return [
    new PolicyStatement({ actions: ['states:StartExecution'], resources: [arnOf(scope, 'stateMachine', machineName)] }),
    new PolicyStatement({ actions: ['states:DescribeExecution', 'states:StopExecution'], resources: [executionsOf(scope, machineName)] }),
  ];
}

function arnOf(scope: IConstruct, resource: 'execution' | 'stateMachine', resourceName: string): string {
  return Stack.of(scope).formatArn({ service: 'states', resource, resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
}
