using System.Text.RegularExpressions;
using HuddleBot.Core.Silences;
using HuddleBot.Feedback.Reading;
using HuddleBot.Feedback.Signatures;
using HuddleBot.Hosting;

namespace HuddleBot.Feedback;

/// <summary>All sources of the settings.</summary>
public sealed partial class FeedbackSources : ISourceNames
{
    private readonly Dictionary<string, FeedbackSource> sources = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="SettingsException">With everything that is wrong at once.</exception>
    public FeedbackSources(FeedbackOptions options)
    {
        MaxBodyBytes = options.MaxBodyBytes;
        var errors = new List<string>();
        foreach (var (name, source) in options.Sources)
        {
            var path = $"{FeedbackOptions.Section}:Sources:{name}";
            if (!Shape().IsMatch(name)) errors.Add($"Settings: the source name '{name}' is not usable. Take 1 to 63 letters, digits, - . or _, beginning with a letter or digit.");
            var format = FormatOf(source, path, errors);
            var signature = SignatureOf(source, path, errors);
            if (format is not null) sources[name] = new(name, format, signature, FileFormatOf(source), IsFileNamed: source.Format?.Trim().ToLowerInvariant() is "csv" or "json");
        }

        if (errors.Count > 0) throw new SettingsException(string.Join(Environment.NewLine, errors));
    }

    public int MaxBodyBytes { get; }

    public IEnumerable<string> Names => sources.Keys.Order(StringComparer.OrdinalIgnoreCase);

    public FeedbackSource? Find(string name) => sources.GetValueOrDefault(name);

    private static IResponseFormat? FormatOf(SourceOptions source, string path, List<string> errors)
    {
        switch (source.Format?.Trim().ToLowerInvariant())
        {
            case "huddlebot" or null when source.Mapping is null: return new HuddleBotFormat();
            case "huddlebot":
                errors.Add($"Settings: {path}:Mapping goes with the formats csv and json. Leave it out, or change Format.");
                return null;
            case "csv" or "json" when source.Mapping is null:
                errors.Add($"Settings: {path}:Mapping is missing. The format {source.Format} needs to be told where the score, the comment and the date stand.");
                return null;
            case "csv" or "json" or null:
                return MappingRules.Read(source.Mapping!, $"{path}:Mapping", errors) is { } mapping ? new MappedFormat(mapping) : null;
            default:
                errors.Add($"Settings: {path}:Format '{source.Format}' is not known. Use huddlebot, csv or json.");
                return null;
        }
    }

    private static FileFormat? FileFormatOf(SourceOptions source) => source.Format?.Trim().ToLowerInvariant() switch
    {
        "csv" => FileFormat.Csv,
        "json" => FileFormat.Json,
        _ when source.Mapping is null => FileFormat.Json,
        _ => null,
    };

    private static IWebhookSignature? SignatureOf(SourceOptions source, string path, List<string> errors)
    {
        var scheme = source.Verify?.Trim().ToLowerInvariant() ?? "standardwebhooks";
        if (scheme is not ("standardwebhooks" or "hmacsha256" or "bearer"))
            errors.Add($"Settings: {path}:Verify '{source.Verify}' is not known. Use StandardWebhooks, HmacSha256 or Bearer.");
        if (source.SignatureHeader is { } header && (scheme != "hmacsha256" || !HeaderName().IsMatch(header)))
            errors.Add($"Settings: {path}:SignatureHeader goes with Verify HmacSha256 and is the name of a header.");
        if (source.Secret is null) return null;
        if (string.IsNullOrWhiteSpace(source.Secret))
        {
            errors.Add($"Settings: {path}:Secret is empty. Give the secret, or leave the key out when the source takes files only.");
            return null;
        }

        switch (scheme)
        {
            case "standardwebhooks":
                var standard = StandardWebhooksSignature.TryCreate(source.Secret.Trim());
                if (standard is null) errors.Add($"Settings: {path}:Secret begins with whsec_, but what follows is no base64. Copy it again.");
                return standard;
            case "hmacsha256": return HmacSha256Signature.TryCreate(source.Secret, source.SignatureHeader ?? HmacSha256Signature.DefaultHeader);
            case "bearer": return BearerSignature.TryCreate(source.Secret.Trim());
            default: return null;
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$", RegexOptions.None, 1000)]
    private static partial Regex Shape();

    [GeneratedRegex("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$", RegexOptions.None, 1000)]
    private static partial Regex HeaderName();
}
