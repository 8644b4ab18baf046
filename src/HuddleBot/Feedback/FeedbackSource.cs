using HuddleBot.Core.Feedback;
using HuddleBot.Feedback.Reading;
using HuddleBot.Feedback.Signatures;

namespace HuddleBot.Feedback;

/// <summary>A source as its settings describe it, checked.</summary>
/// <param name="Signature">Null: takes files only.</param>
/// <param name="File">What its files are, where their name does not say.</param>
/// <param name="IsFileNamed">The settings name csv or json: so its files are, whatever they are called.</param>
public sealed record FeedbackSource(string Name, IResponseFormat Format, IWebhookSignature? Signature, FileFormat? File, bool IsFileNamed);

public enum FileFormat
{
    Csv,

    /// <summary>One JSON object a line, or one array of them.</summary>
    Json,
}
