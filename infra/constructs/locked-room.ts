import { Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnFlowLog, CfnRouteTable, CfnSecurityGroup, CfnSubnet, CfnSubnetRouteTableAssociation, CfnVPC, CfnVPCEndpoint } from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Surroundings } from '#infra/cell';
import type { PaperBuckets } from '#infra/constructs/paper-buckets';

export interface LockedRoomProps {
  readonly surroundings: Surroundings;
  readonly papers: PaperBuckets;
}

/**
 * A network without a way in or out but one: objects of the quarantine bucket may be read by a signed address. Whoever parses
 * a stranger's file works here, so that a file that takes the parser over can tell nobody and reach nothing. Written on the
 * resources themselves: the L2 network does not compile with exact optional properties.
 */
export class LockedRoom extends Construct {
  private readonly vpc: CfnVPC;
  private readonly subnets: readonly CfnSubnet[];
  private readonly securityGroup: CfnSecurityGroup;

  constructor(scope: Construct, id: string, { surroundings, papers }: LockedRoomProps) {
    super(scope, id);
    this.vpc = new CfnVPC(this, 'Vpc', { cidrBlock: '10.0.0.0/24', enableDnsHostnames: true, enableDnsSupport: true });
    // No internet gateway and no NAT: the table has no route but the endpoint's.
    const routes = new CfnRouteTable(this, 'Routes', { vpcId: this.vpc.ref });
    this.subnets = ['10.0.0.0/25', '10.0.0.128/25'].map((cidrBlock, index) => {
      const subnet = new CfnSubnet(this, `Subnet${String(index)}`, { vpcId: this.vpc.ref, cidrBlock, availabilityZone: Fn.select(index, Fn.getAzs()), mapPublicIpOnLaunch: false });
      new CfnSubnetRouteTableAssociation(this, `Association${String(index)}`, { subnetId: subnet.ref, routeTableId: routes.ref });
      return subnet;
    });
    new CfnVPCEndpoint(this, 'S3', {
      vpcId: this.vpc.ref,
      serviceName: `com.amazonaws.${Stack.of(this).region}.s3`,
      vpcEndpointType: 'Gateway',
      routeTableIds: [routes.ref],
      policyDocument: new PolicyDocument({
        statements: [new PolicyStatement({ principals: [new AnyPrincipal()], actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: ['quarantine/*', 'waiting/*'].map((keys) => papers.quarantine.arnForObjects(keys)) })],
      }),
    });
    this.securityGroup = new CfnSecurityGroup(this, 'SecurityGroup', {
      vpcId: this.vpc.ref,
      groupDescription: 'Out to S3 by TLS, in from nowhere',
      // The routes lead to S3 alone; the group cannot name its addresses, which AWS changes.
      securityGroupEgress: [{ ipProtocol: 'tcp', fromPort: 443, toPort: 443, cidrIp: '0.0.0.0/0', description: 'TLS' }],
    });
    this.logTraffic(surroundings);
  }

  /** Puts a function into the room. */
  take(lambda: CfnFunction): void {
    lambda.vpcConfig = { subnetIds: this.subnets.map((subnet) => subnet.ref), securityGroupIds: [this.securityGroup.attrGroupId] };
  }

  /** What Lambda needs to put a function here; EC2 knows no narrower resource, and from inside nobody can reach EC2. */
  admits(): readonly PolicyStatement[] {
    return [
      new PolicyStatement({
        actions: ['ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:DeleteNetworkInterface', 'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses'],
        resources: ['*'],
      }),
    ];
  }

  private logTraffic({ stage, key }: Surroundings): void {
    const logGroup = new LogGroup(this, 'Traffic', {
      logGroupName: `/mot-cua/${stage.name}/locked-room-traffic`,
      retention: stage.logRetention,
      encryptionKey: key,
      removalPolicy: stage.protectsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'TrafficRole', { assumedBy: new ServicePrincipal('vpc-flow-logs.amazonaws.com') });
    logGroup.grantWrite(role);
    new CfnFlowLog(this, 'FlowLog', { resourceId: this.vpc.ref, resourceType: 'VPC', trafficType: 'ALL', logDestinationType: 'cloud-watch-logs', logGroupName: logGroup.logGroupName, deliverLogsPermissionArn: role.roleArn });
  }
}
