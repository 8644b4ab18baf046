using System.ComponentModel.DataAnnotations;

namespace HuddleBot.Charts;

/// <summary>Section <c>Pictures</c>. Without it cards say in words what a picture would show.</summary>
public sealed class PicturesOptions : IValidatableObject
{
    public const string Section = "Pictures";

    /// <summary>Where chat clients reach this bot, such as <c>https://bot.example.com/</c>; plain http on this machine only. Null: no pictures.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>How many days after a picture's last day its address stops working.</summary>
    [Range(1, 365, ErrorMessage = "Days is 1 to 365.")]
    public int Days { get; set; } = 90;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublicUrl is null) yield break;
        if (!PublicUrl.IsAbsoluteUri || PublicUrl.Query.Length + PublicUrl.Fragment.Length + PublicUrl.UserInfo.Length > 0 || PublicUrl.OriginalString.Length > 300)
            yield return new("PublicUrl must be a full address, such as https://bot.example.com/, of at most 300 characters, without a name, a password, a ? or a #.");
        else if (PublicUrl.Scheme != Uri.UriSchemeHttps && !(PublicUrl.Scheme == Uri.UriSchemeHttp && PublicUrl.IsLoopback))
            yield return new($"PublicUrl must be https ('{PublicUrl.OriginalString}' is not); plain http is for this machine only.");
    }
}
