namespace HuddleBot.Storage.AzureTables;

/// <summary>The codes that decide something here ("Table Storage error codes").</summary>
internal static class TableErrorCode
{
    public const string EntityAlreadyExists = "EntityAlreadyExists";
    public const string EntityNotFound = "EntityNotFound";
    public const string ResourceNotFound = "ResourceNotFound";
    public const string TableAlreadyExists = "TableAlreadyExists";
    public const string TableBeingDeleted = "TableBeingDeleted";
    public const string TableNotFound = "TableNotFound";
    public const string UpdateConditionNotSatisfied = "UpdateConditionNotSatisfied";
    public const string AuthorizationPermissionMismatch = "AuthorizationPermissionMismatch";
}
