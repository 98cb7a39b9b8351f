// What is written: workspaces that read back as the same, and the catalog.

#include <string>
#include <string_view>
#include <vector>

#include "rehearse/json/catalog.hpp"
#include "rehearse/json/findings.hpp"
#include "rehearse/json/located_tree.hpp"
#include "rehearse/json/reader.hpp"
#include "rehearse/json/tree_parser.hpp"
#include "rehearse/json/workspace_writer.hpp"
#include "rehearse/vocabulary/vocabulary.hpp"
#include "unit/catch.hpp"

namespace rehearse {
namespace {

using json::readWorkspace;
using json::writeWorkspace;

/// Laid out as the writer does it, with every kind of thing that a workspace may hold.
constexpr std::string_view wholeWorkspace = R"({
  "rehearse": 1,
  "name": "Everything \"here\" é",
  "clock": "2026-03-02T09:00:00.250Z",
  "utcOffset": "-05:30",
  "seed": 12,
  "workflows": [
    {
      "id": "w",
      "name": "W",
      "status": "draft",
      "allowReentry": true,
      "stopOnReply": false,
      "triggers": [
        {
          "type": "form.submitted",
          "conditions": [
            {
              "field": "event.fields.a",
              "operator": "equalTo",
              "value": 0.1,
              "x-row": 1
            },
            {
              "not": [
                {
                  "field": "contact.tags",
                  "operator": "noneOf",
                  "value": [
                    "a",
                    "b"
                  ]
                }
              ],
              "x-group": []
            },
            {
              "any": [
                {
                  "field": "contact.createdAt",
                  "operator": "within",
                  "value": "1w2d3h4m5s"
                }
              ]
            }
          ]
        },
        {
          "id": "crossing",
          "type": "score.changed",
          "fires": "crossing"
        },
        {
          "type": "schedule",
          "every": "168h",
          "at": "09:05"
        },
        {
          "type": "date.reached",
          "field": "fields.renewal",
          "offset": "-36h",
          "at": "00:00"
        }
      ],
      "steps": [
        {
          "type": "modifyEngagementScore",
          "operation": "subtract",
          "points": 1000000
        },
        {
          "id": "in",
          "type": "if",
          "branches": [
            {
              "name": "b",
              "conditions": [],
              "steps": [
                {
                  "type": "goTo",
                  "step": "in"
                }
              ],
              "x-branch": {
                "a": 1
              }
            }
          ],
          "otherwise": [],
          "x-canvas": {
            "x": 1.50,
            "label": "a, b: [c] {d}"
          }
        },
        {
          "type": "wait",
          "untilEvent": {
            "type": "custom.sold",
            "conditions": [
              {
                "field": "event.fields.n",
                "operator": "greaterThan",
                "value": 3
              }
            ]
          },
          "timeout": "1w",
          "onTimeout": [
            {
              "type": "end"
            }
          ]
        },
        {
          "type": "wait",
          "until": "2027-01-01T00:00:00Z"
        },
        {
          "type": "custom.call",
          "text": "Hi {{contact.name}}",
          "fields": {
            "b": 1,
            "a": "x",
            "c": false
          }
        },
        {
          "type": "updateField",
          "field": "fields.x",
          "value": -1e+300
        },
        {
          "type": "createContact",
          "contact": {
            "id": "bo",
            "name": "Friend of {{contact.name}}",
            "email": "",
            "engagementScore": null,
            "tags": [
              "t"
            ],
            "fields": {
              "n": 1
            },
            "x-new": 1
          }
        },
        {
          "type": "createContact",
          "contact": {}
        },
        {
          "type": "findContact",
          "conditions": [],
          "found": [
            {
              "type": "addToWorkflow",
              "workflow": "w"
            }
          ],
          "notFound": [
            {
              "type": "removeFromWorkflow",
              "workflow": "others"
            }
          ]
        },
        {
          "type": "removeTag",
          "all": true
        },
        {
          "type": "addTag",
          "tags": [
            "t"
          ]
        }
      ]
    }
  ],
  "scoringRules": [
    {
      "id": "r",
      "event": "custom.sold",
      "conditions": [
        {
          "field": "event.fields.n",
          "operator": "greaterThan",
          "value": 3
        }
      ],
      "points": -5,
      "limit": 20,
      "expiresAfter": "1w",
      "x-color": "red"
    },
    {
      "id": "s",
      "event": "link.clicked",
      "points": 1000000
    }
  ],
  "contacts": [
    {
      "id": "ana",
      "engagementScore": null,
      "tags": [],
      "fields": {},
      "createdAt": "2025-01-01T00:00:00Z"
    },
    {
      "id": "bo",
      "name": "Bo",
      "email": "bo@example.com",
      "engagementScore": -5
    }
  ],
  "resources": {
    "links": [
      {
        "id": "faq",
        "name": "FAQ",
        "x-url": "/faq"
      }
    ],
    "tags": [
      {
        "id": "t"
      }
    ],
    "x-source": "host"
  },
  "$schema": "workspace.schema.json",
  "x-host": [
    1,
    {
      "deep": null
    }
  ]
}
)";

/// The keys of an object, in order.
std::vector<std::string> keysOf(json::TreeValue object) {
  std::vector<std::string> keys;
  for (const json::TreeValue member : object) {
    keys.emplace_back(member.key());
  }
  return keys;
}

}  // namespace

TEST_CASE("a workspace written in the writer's layout comes back byte for byte", "[json]") {
  const auto workspace = readWorkspace(wholeWorkspace);
  for (const auto& diagnostic : workspace.diagnostics()) {
    UNSCOPED_INFO(diagnostic.code + " " + diagnostic.path + " " + diagnostic.message);
  }
  REQUIRE(workspace);
  CHECK(writeWorkspace(*workspace) == wholeWorkspace);
}

TEST_CASE("the layout and order of keys do not matter to what is written", "[json]") {
  const auto workspace = readWorkspace(
      R"({"x-b":[ ],"workflows":[{"steps":[],"triggers":[{"conditions":{"value":1,"operator":"equalTo","field":"event.score"},"type":"score.changed"}],"id":"w"}],"rehearse":1.0})");
  REQUIRE(workspace);
  const auto written = writeWorkspace(*workspace);
  const auto again = readWorkspace(written);
  REQUIRE(again);
  CHECK(writeWorkspace(*again) == written);
  CHECK(written == R"({
  "rehearse": 1,
  "workflows": [
    {
      "id": "w",
      "triggers": [
        {
          "type": "score.changed",
          "conditions": [
            {
              "field": "event.score",
              "operator": "equalTo",
              "value": 1
            }
          ]
        }
      ],
      "steps": []
    }
  ],
  "x-b": []
}
)");
}

TEST_CASE("the catalog holds every row of the tables", "[json]") {
  const std::string text = json::writeCatalog();
  json::LocatedTree tree(text);
  json::Findings findings(tree);
  REQUIRE(json::parseTree(tree, findings));
  const json::TreeValue catalog = tree.root();
  CHECK(keysOf(catalog) ==
        std::vector<std::string>{"eventTypes", "operators", "contactFields", "stepTypes", "shapes", "limits"});
  CHECK(catalog.member("eventTypes")->size() == eventTypes().size());
  CHECK(catalog.member("operators")->size() == operators().size());
  CHECK(catalog.member("contactFields")->size() == contactFields().size());
  CHECK(catalog.member("stepTypes")->size() == stepTypes().size());
  CHECK(catalog.member("shapes")->size() == shapes().size() - 1);
  const json::TreeValue types = *catalog.member("stepTypes");
  for (const json::TreeValue type : types) {
    const auto id =
        stepTypeNamed(type.memberText("name").value_or("") == "custom." ? "custom.x" : *type.memberText("name"));
    REQUIRE(id);
    CHECK(type.member("parameters")->size() == rowOf(*id).parameters.size());
  }
  const json::TreeValue first = *(*catalog.member("operators")).begin();
  CHECK(first.member("operands")->member("number")->text() == "number");
  CHECK(first.member("operands")->member("scalar")->text() == "scalar");
  CHECK_FALSE(first.member("operands")->member("tags"));
}

TEST_CASE("diagnostics are written with all that they say", "[json]") {
  Diagnostic diagnostic;
  diagnostic.code = "value.range";
  diagnostic.severity = Severity::warning;
  diagnostic.message = "m";
  diagnostic.path = "/a";
  diagnostic.line = 3;
  diagnostic.column = 4;
  json::Writer writer;
  json::writeDiagnostics(writer, {diagnostic});
  CHECK(writer.take() ==
        R"([{"code":"value.range","severity":"warning","message":"m","path":"/a","line":3,"column":4,"hint":""}])");
}

}  // namespace rehearse
