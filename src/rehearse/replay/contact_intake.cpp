#include "rehearse/replay/contact_intake.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "rehearse/simulation/event_intake.hpp"
#include "rehearse/vocabulary/properties.hpp"

namespace rehearse {
namespace {

/// Reads one row, up to the first thing that is wrong with it.
class ContactRowReader {
 public:
  ContactRowReader(Dictionary& dictionary, bool texts, const TableRows& rows, std::uint32_t row)
      : dictionary_(dictionary), texts_(texts), rows_(rows), row_(row) {}

  Result<ContactData> read(const ContactColumns& columns) {
    ContactData data;
    if (const auto id = text(columns.id, "id")) {
      data.id = *id;
    }
    if (!hasLengthOfId(data.id)) {
      fail(data.id.empty() ? "value.missing" : "value.range",
           data.id.empty() ? "There is no `id`." : "`id` may have 1 to 128 characters.", "/id");
    }
    data.name = text(columns.name, "name");
    data.email = text(columns.email, "email");
    readScore(columns, data);
    readTags(columns, data);
    readCreatedAt(columns, data);
    readFields(columns, data);
    if (error_) {
      return Diagnostics{std::move(*error_)};
    }
    return data;
  }

 private:
  void fail(std::string code, std::string message, std::string path) {
    failWith(stimulusError(std::move(code), std::move(message), std::move(path)));
  }

  /// Only the first counts.
  void failWith(Diagnostic error) {
    if (!error_) {
      error_ = std::move(error);
    }
  }

  std::uint32_t cell(std::optional<std::uint32_t> column) const {
    return column ? rows_.cells[*column][row_] : emptyCell;
  }

  std::optional<std::string> text(std::optional<std::uint32_t> column, const std::string& name) {
    const std::uint32_t number = cell(column);
    if (number == emptyCell) {
      return std::nullopt;
    }
    if (dictionary_.kind(number) != TextKind::text) {
      fail("value.type", '`' + name + "` must be a text.", '/' + name);
      return std::nullopt;
    }
    return std::string(dictionary_.text(number));
  }

  void readScore(const ContactColumns& columns, ContactData& data) {
    const std::uint32_t number = cell(columns.engagementScore);
    if (number == emptyCell) {
      return;
    }
    // An empty cell leaves a score as it is.
    if (dictionary_.text(number) == "null" && (texts_ || dictionary_.kind(number) == TextKind::other)) {
      data.engagementScore.emplace();  // nothing in it
      return;
    }
    const bool isRead = readingOf(dictionary_.kind(number), ValueKind::number, texts_) == Reading::number;
    const auto score = isRead ? dictionary_.asNumber(number) : std::nullopt;
    if (!score || std::trunc(*score) != *score) {
      return fail("value.type", "`engagementScore` must be a whole number, empty, or `null`.", "/engagementScore");
    }
    constexpr auto most = static_cast<double>(maximumScore);
    if (std::fabs(*score) > most) {
      return fail("value.range", "`engagementScore` may be -1,000,000,000 to 1,000,000,000.", "/engagementScore");
    }
    data.engagementScore = static_cast<std::int32_t>(*score);
  }

  void readTags(const ContactColumns& columns, ContactData& data) {
    const auto all = text(columns.tags, "tags");
    if (!all || all->empty()) {
      return;
    }
    data.tags.emplace();
    for (std::size_t begin = 0; begin <= all->size();) {
      const std::size_t end = std::min(all->find(tagSeparator, begin), all->size());
      const std::string tag = all->substr(begin, end - begin);
      if (!hasLengthOfId(tag)) {
        return fail("value.range", "A tag may have 1 to 128 characters.", "/tags");
      }
      if (std::find(data.tags->begin(), data.tags->end(), tag) == data.tags->end()) {
        data.tags->push_back(tag);
      }
      if (data.tags->size() > static_cast<std::size_t>(maximumItems)) {
        return fail("value.range", "A contact may have 1,000 tags.", "/tags");
      }
      begin = end + 1;
    }
  }

  void readCreatedAt(const ContactColumns& columns, ContactData& data) {
    const auto written = text(columns.createdAt, "createdAt");
    if (written) {
      data.createdAt = parseInstant(*written);
      if (!data.createdAt) {
        fail("value.format", "`createdAt` must be a time in ISO 8601 with an offset.", "/createdAt");
      }
    }
  }

  void readFields(const ContactColumns& columns, ContactData& data) {
    ScalarMap fields;
    for (const FieldColumn& field : columns.fields) {
      if (const std::uint32_t number = cell(field.column); number != emptyCell) {
        fields.emplace_back(field.key, fieldValue(number, field));
      }
    }
    if (!fields.empty()) {
      data.fields = std::move(fields);
    }
  }

  Scalar fieldValue(std::uint32_t number, const FieldColumn& field) {
    switch (readingOf(dictionary_.kind(number), field.kind, texts_)) {
      case Reading::number:
        if (const auto found = dictionary_.asNumber(number)) {
          if (dictionary_.losesDigits(number)) {
            failWith(tooManyDigits("fields." + field.key, *found));
          }
          return *found;
        }
        break;
      case Reading::yesNo:
        if (const auto found = dictionary_.asYesNo(number)) {
          return *found;
        }
        break;
      case Reading::text:
        return std::string(dictionary_.text(number));
      case Reading::nothing:
        break;
    }
    failWith(wrongKindOfField(field.key, field.kind));
    return {};
  }

  Dictionary& dictionary_;
  bool texts_;
  const TableRows& rows_;
  std::uint32_t row_;
  std::optional<Diagnostic> error_;
};

}  // namespace

Result<ContactData> readContactRow(Dictionary& dictionary, const ContactColumns& columns, bool texts,
                                   const TableRows& rows, std::uint32_t row) {
  return ContactRowReader(dictionary, texts, rows, row).read(columns);
}

}  // namespace rehearse
