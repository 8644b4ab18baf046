using System.ComponentModel.DataAnnotations;

namespace HuddleBot.MicrosoftTeams.Manifest;

/// <summary>Section <c>MicrosoftTeams:Manifest</c>: what the app's package says of whoever runs the bot. What is left out stays as in <c>manifests/teams/manifest.json</c>.</summary>
public sealed class ManifestOptions : IValidatableObject
{
    /// <summary>The id of the app in the organisation's catalogue, a GUID. Null: the same as the bot's. Two apps in one tenant need two.</summary>
    public string? Id { get; set; }

    /// <summary>Three numbers. An update of an app that is installed needs a higher one.</summary>
    [RegularExpression(ManifestRules.Version, ErrorMessage = "Version is three numbers, such as 1.0.1.")]
    public string? Version { get; set; }

    /// <summary>What people see and mention, 1 to 30 characters.</summary>
    [StringLength(ManifestRules.ShortName, MinimumLength = 1, ErrorMessage = "ShortName is 1 to 30 characters.")]
    public string? ShortName { get; set; }

    /// <summary>Who runs the bot, 1 to 32 characters.</summary>
    [StringLength(ManifestRules.DeveloperName, MinimumLength = 1, ErrorMessage = "DeveloperName is 1 to 32 characters.")]
    public string? DeveloperName { get; set; }

    /// <summary>Where people find help; https.</summary>
    public Uri? WebsiteUrl { get; set; }

    /// <summary>What is done with personal data; https.</summary>
    public Uri? PrivacyUrl { get; set; }

    /// <summary>On what terms; https.</summary>
    public Uri? TermsOfUseUrl { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Id is not null && !Guid.TryParseExact(Id, "D", out _)) yield return new("Id is a GUID, such as 6f9619ff-8b86-4d01-b42d-00cf4fc964ff.");
        foreach (var (name, url) in new[] { (nameof(WebsiteUrl), WebsiteUrl), (nameof(PrivacyUrl), PrivacyUrl), (nameof(TermsOfUseUrl), TermsOfUseUrl) })
        {
            if (url is not null && (!url.IsAbsoluteUri || url.Scheme != Uri.UriSchemeHttps || url.AbsoluteUri.Length > ManifestRules.Url))
                yield return new($"{name} is a full https address of at most {ManifestRules.Url} characters.");
        }
    }
}
