"""Small documents for whole-site tests."""

VOCABULARY = """\
departments: {CS: 客户服务部}
roles:
  客服专员: {department: CS, people: [wang.li]}
  客服主管: {department: CS, people: [zhao.min]}
  运营总监: {people: [liu.yang], level: executive}
people:
  wang.li: {name: 王丽}
  zhao.min: {name: 赵敏}
  liu.yang: {name: 刘洋}
"""

COMPLAINTS = """\
---
id: SOP-CS-2024-001
title: 客户投诉处理
version: 1.2
status: approved
effective: 2024-07-01
review: 12 months
owner: 客服主管
prepared: 王丽
reviewed: 客服主管
approved: 运营总监
scope: {applies: 线上投诉, excludes: 门店投诉, from: 客户提交投诉, to: 问题关闭}
---

## 目的

每件投诉都有结论。

## 步骤

### 接收投诉

- 步骤号：receive
- 执行：客服专员（登记）
- 时限：≤ 10 分钟
- 输入：客户来电
- 输出：投诉单

### 处理投诉

- 步骤号：handle
- 执行：客服主管
- 时限：1 个工作日
- 输入：投诉单
- 输出：处理结果
"""

LIBRARY = {
    "content/index.md": "# 目录\n\n<!-- sop:register -->\n",
    "content/vocabulary.yml": VOCABULARY,
    "content/cs/SOP-CS-2024-001.md": COMPLAINTS,
}
"""A library of one document that has nothing wrong."""

TWO_ACCOUNTABLE = COMPLAINTS.replace("- 执行：客服主管", "- 执行：客服主管\n- 负责：客服主管、运营总监")
"""The document with an error in line 33."""
