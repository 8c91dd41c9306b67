package hearth.azure.arm;

import hearth.core.port.Remedy;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * The meaning of Azure's error codes for where a machine may be had. Whatever is not here is tried
 * at one other placement and shown to the operator in Azure's own words.
 *
 * <p>Assumed: none was measured, and the sources are named from memory: [V] "Understand common
 * error messages when you manage virtual machines" and [A] "Troubleshoot allocation failures" of
 * Azure's documentation; [Q] "Resolve errors for resource quotas"; [R] "Common Azure Resource
 * Manager errors"; [S] "Error messages for Azure Spot Virtual Machines and scale sets"; [P]
 * "Troubleshoot provisioning timeouts"; [T] Azure's resource provider contract for asynchronous
 * operations.
 */
final class AzureErrors {
  private static final Map<String, Remedy> TABLE = table();

  private AzureErrors() {}

  /** The remedy for a code, whose case Azure does not always keep, or null for an unknown one. */
  static Remedy of(String code) {
    return TABLE.get(key(code));
  }

  private static String key(String code) {
    return code.toLowerCase(java.util.Locale.ROOT);
  }

  private static Map<String, Remedy> table() {
    Map<String, Remedy> all = new HashMap<>();
    // No room for this size, in this zone, at this price; or not for this subscription. [A] [S] [R]
    put(
        all,
        Remedy.NEXT_PLACEMENT,
        "SkuNotAvailable",
        "AllocationFailed",
        "AllocationFailure",
        "ZonalAllocationFailed",
        "OverconstrainedAllocationRequest",
        "OverconstrainedZonalAllocationRequest",
        "SpotPriceGreaterThanProvidedMaxPrice",
        "MaxPriceValueInvalid",
        "EvictionPolicyCanBeSetOnlyOnAzureSpotVirtualMachines",
        "AzureSpotVMNotSupportedInAvailabilitySet",
        "AzureSpotFeatureNotEnabledForSubscription",
        "VMPriorityCannotBeApplied",
        "NotAvailableForSubscription",
        "VMSizeNotSupported",
        "PropertyChangeNotAllowed",
        "CapacityNotAvailable");
    // The change was taken and the machine did not come up. [V] [P]
    put(
        all,
        Remedy.NEXT_PLACEMENT,
        "OSProvisioningTimedOut",
        "OSProvisioningClientError",
        "OSProvisioningInternalError",
        "ProvisioningTimedOut",
        "VMStartTimedOut",
        "VMAgentStatusCommunicationError",
        "VMExtensionProvisioningError",
        "VMExtensionProvisioningTimeout",
        "InternalExecutionError",
        "InternalOperationError",
        "InternalDiskManagementError",
        "NetworkingInternalOperationError",
        "VMRedeploymentFailed",
        "VMRedeploymentTimedOut",
        "DiskServiceInternalError",
        "DiskProcessingError");
    // Spot, and each family at regular price, have quotas of their own. [Q] [S]
    put(
        all,
        Remedy.OTHER_QUOTA,
        "OperationNotAllowed",
        "QuotaExceeded",
        "ResourceQuotaExceeded",
        "SkuFamilyQuotaExceeded",
        "LowPriorityQuotaExceeded",
        "SubscriptionCoreLimitReached");
    // Something else goes on, or Azure is busy. [R] [T]
    put(
        all,
        Remedy.LATER,
        "Conflict",
        "ConflictingUserInput",
        "AnotherOperationInProgress",
        "OperationInProgress",
        "OperationPreempted",
        "PreconditionFailed",
        "RetryableError",
        "RetryableErrorDueToAnotherOperation",
        "ReferencedResourceNotProvisioned",
        "ExpiredAuthenticationToken",
        "TooManyRequests",
        "SubscriptionRequestsThrottled",
        "InternalServerError",
        "ServerBusy",
        "ServerTimeout",
        "GatewayTimeout",
        "ServiceUnavailable");
    // A lock, a policy, a right, a bill, or what the deployment made wrongly. [R]
    put(
        all,
        Remedy.NONE,
        "ScopeLocked",
        "RequestDisallowedByPolicy",
        "RequestDisallowedByAzure",
        "AuthorizationFailed",
        "LinkedAuthorizationFailed",
        "AuthenticationFailed",
        "InvalidAuthenticationToken",
        "InvalidAuthenticationTokenTenant",
        "ReadOnlyDisabledSubscription",
        "DisabledSubscription",
        "SubscriptionNotFound",
        "SubscriptionNotRegistered",
        "MissingSubscriptionRegistration",
        "ResourceGroupNotFound",
        "ResourceGroupBeingDeleted",
        "ResourceNotFound",
        "NotFound",
        "ParentResourceNotFound",
        "InvalidResourceReference",
        "PlatformImageNotFound",
        "ImageNotFound",
        "InvalidParameter",
        "InvalidRequestContent",
        "InvalidRequestFormat",
        "InvalidApiVersionParameter",
        "NoRegisteredProviderFound",
        "MarketplacePurchaseEligibilityFailed",
        "VMMarketplaceInvalidInput",
        "BadRequest",
        "PublicIPCountLimitReached",
        "SubnetIsFull");
    return Collections.unmodifiableMap(all);
  }

  private static void put(Map<String, Remedy> all, Remedy remedy, String... codes) {
    for (String code : codes) {
      if (all.put(key(code), remedy) != null) {
        throw new IllegalStateException(code + " stands twice");
      }
    }
  }
}
