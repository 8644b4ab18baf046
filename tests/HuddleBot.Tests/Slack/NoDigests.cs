using HuddleBot.Core.Cards;
using HuddleBot.Core.Digests;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Tests.Slack;

/// <summary>Of a company in which nobody may read a digest.</summary>
internal sealed class NoDigests : IDigestDesk
{
    private static readonly Task<CardContent> No = Task.FromResult<CardContent>(new CardContent.RefusalNote(null, new Refusal.NoDigest()));

    public Task<CardContent> PreviewAsync(PersonId person, CancellationToken cancellationToken) => No;

    public Task<CardContent> SendAsync(PersonId person, string preview, DigestTarget target, CancellationToken cancellationToken) => No;
}
