using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;

namespace HuddleBot.Core.Digests;

/// <summary>To whom a digest goes that somebody asks for.</summary>
public enum DigestTarget
{
    /// <summary>Whoever asks, directly, with the details.</summary>
    Me,

    /// <summary>The CX leads, as by the calendar.</summary>
    Leads,
}

/// <summary>The digest for who asks: CX leads and admins see the whole, managers their teams, and nobody else anything.</summary>
public interface IDigestDesk
{
    /// <summary>What it would say if it came now, for their eyes; or why not.</summary>
    Task<CardContent> PreviewAsync(PersonId person, CancellationToken cancellationToken);

    /// <summary>Sends it now, whatever the calendar says, and says so.</summary>
    /// <param name="preview">From which they send it: another tap on it, or the same one delivered twice, sends nothing again.</param>
    Task<CardContent> SendAsync(PersonId person, string preview, DigestTarget target, CancellationToken cancellationToken);
}
