using System.ComponentModel.DataAnnotations;

namespace HuddleBot.Feedback;

/// <summary>Section <c>Feedback</c>: where feedback comes from.</summary>
public sealed class FeedbackOptions
{
    public const string Section = "Feedback";

    /// <summary>By name: the <c>{source}</c> of the webhook's address and of <c>import --source</c>.</summary>
    public Dictionary<string, SourceOptions> Sources { get; set; } = [];

    /// <summary>The largest webhook body, in bytes; 64 KiB to 28 MiB.</summary>
    [Range(64 * 1024, 28 * 1024 * 1024, ErrorMessage = "MaxBodyBytes is {1} to {2}")]
    public int MaxBodyBytes { get; set; } = 8 * 1024 * 1024;
}

/// <summary>One source: a survey tool, a file.</summary>
public sealed class SourceOptions
{
    /// <summary><c>huddlebot</c>, <c>csv</c> or <c>json</c>; without it <c>huddlebot</c>, or with a mapping whatever the file's name says.</summary>
    public string? Format { get; set; }

    /// <summary><c>StandardWebhooks</c> (the default), <c>HmacSha256</c> or <c>Bearer</c>.</summary>
    public string? Verify { get; set; }

    /// <summary>Without it the source takes files only.</summary>
    public string? Secret { get; set; }

    /// <summary>For <c>HmacSha256</c>: the header that carries the signature, unless it is <c>X-HuddleBot-Signature</c>.</summary>
    public string? SignatureHeader { get; set; }

    /// <summary>For <c>csv</c> and <c>json</c>: where the parts of a response stand.</summary>
    public MappingOptions? Mapping { get; set; }
}

/// <summary>Each value is a column name (CSV), a dotted path (JSON), or a constant when it starts with <c>=</c>.</summary>
public sealed class MappingOptions
{
    /// <summary>Without it the id is a stable hash of the row.</summary>
    public string? Id { get; set; }

    public string? Metric { get; set; }

    public string? Score { get; set; }

    public string? Scale { get; set; }

    /// <summary>From these answer dates on (<c>2015-06-09</c>), another scale holds.</summary>
    public Dictionary<string, string> ScaleFrom { get; set; } = [];

    /// <summary>Translates values of the score (words, a reversed scale); null: no score given.</summary>
    public Dictionary<string, string?> Scores { get; set; } = [];

    public string? Comment { get; set; }

    public string? AnsweredAt { get; set; }

    public string? Touchpoint { get; set; }

    public string? Language { get; set; }

    public CustomerMappingOptions Customer { get; set; } = new();

    public Dictionary<string, string> Attributes { get; set; } = [];
}

public sealed class CustomerMappingOptions
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public string? Segment { get; set; }

    public string? AnnualValue { get; set; }

    public string? MayContact { get; set; }
}
