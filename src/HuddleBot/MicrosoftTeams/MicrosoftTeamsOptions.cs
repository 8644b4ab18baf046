using System.ComponentModel.DataAnnotations;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Manifest;

namespace HuddleBot.MicrosoftTeams;

/// <summary>Section <c>MicrosoftTeams</c>. Without it the platform is off.</summary>
public sealed class MicrosoftTeamsOptions : IValidatableObject
{
    public const string Section = "MicrosoftTeams";

    /// <summary>Application (client) id of the bot's registration; a GUID.</summary>
    public string? AppId { get; set; }

    /// <summary>Tenant of the bot's registration, where its own tokens come from: an id or a domain. <c>botframework.com</c> for old multi-tenant bots.</summary>
    public string? TenantId { get; set; }

    /// <summary>One of the three credentials.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>One of the three credentials: a PEM file with certificate and key, or a PFX file.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>Of the file in <see cref="CertificatePath"/>, where it has one.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>
    /// One of the three credentials: client id of a user-assigned managed identity. The same as <see cref="AppId"/>: the bot is registered as that identity.
    /// Another: that identity is a federated credential of the bot's registration.
    /// </summary>
    public string? ManagedIdentityClientId { get; set; }

    [EnumDataType(typeof(TeamsCloud), ErrorMessage = "Cloud is Public, USGov, USGovDoD or China.")]
    public TeamsCloud Cloud { get; set; } = TeamsCloud.Public;

    /// <summary>Where the connector's signing keys are announced; plain http only on loopback. Null: the cloud's own.</summary>
    public Uri? OpenIdMetadataUrl { get; set; }

    /// <summary>Full URL with the tenant, https. Null: the cloud's login host and <see cref="TenantId"/>. When set, its keys are trusted as they are: no instance discovery.</summary>
    public Uri? Authority { get; set; }

    /// <summary>Replaces Microsoft's documented hosts. https, except on loopback; an entry allows its scheme, host and port, its path and below.</summary>
    public IList<string> AllowedServiceUrls { get; set; } = [];

    /// <summary>Lets a client on this machine talk to the bot without any proof. For development only.</summary>
    public bool DangerouslyAllowUnauthenticatedLoopback { get; set; }

    /// <summary>What the app's package says; for <c>manifest package</c> only.</summary>
    public ManifestOptions Manifest { get; set; } = new();

    /// <summary>Null: there is no such section, and the platform is off.</summary>
    /// <exception cref="SettingsException">Half a section, an unknown key, an address that would give the token away.</exception>
    public static MicrosoftTeamsOptions? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (!section.GetChildren().Any()) return null;
        if (!string.IsNullOrEmpty(section[nameof(AllowedServiceUrls)]))
            throw new SettingsException($"Settings, {Section}: AllowedServiceUrls is a list. Write {Section}__AllowedServiceUrls__0 in the environment, [ \"https://…\" ] in a file.");
        return Settings.Read<MicrosoftTeamsOptions>(configuration, Section);
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => MicrosoftTeamsOptionsRules.Check(this).Select(words => new ValidationResult(words));
}
